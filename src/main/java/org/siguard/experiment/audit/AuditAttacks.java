package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.siguard.attack.Attack;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.adaptive.AveragedAttack;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.adaptive.InversionAttack;
import org.siguard.attack.adaptive.TimingAttack;
import org.siguard.attack.catalogue.Attacks;
import org.siguard.attack.labelonly.AugmentationAttack;
import org.siguard.attack.labelonly.BoundaryAttack;
import org.siguard.attack.labelonly.NoiseAttack;
import org.siguard.attack.labelonly.NoisyCopies;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.attack.threshold.RandomInputAttack;
import org.siguard.attack.threshold.Thresholds;
import org.siguard.ring.Shape;
import org.siguard.train.sample.Sample;

/**
 * Which attacks an audit runs through a channel: all that apply, and behind a guard their adapted forms. Those that ask many times are run on
 * some of the records.
 */
final class AuditAttacks {
    static final int NOISY_COPIES = 20;
    static final int BOUNDARY_BUDGET = 200;
    private static final int AVERAGED = 8;
    /** Of a feature's deviation over the records: how far a label-only attacker moves them. */
    private static final double NOISE = 0.3;
    /** The same for one who wants the vector of x itself. */
    private static final double SLIGHT = 0.02;
    private static final int SHIFT = 1;

    private final Sample sample;
    private final double spread;
    private final long seed;
    private final Set<Audit.Family> wanted;
    private final Set<String> without;

    /** @param spread the deviation of the data's features */
    AuditAttacks(Sample sample, double spread, Audit audit) {
        this.sample = sample;
        this.spread = spread;
        this.seed = audit.seed();
        this.wanted = audit.attacks();
        this.without = audit.without();
    }

    /** The single attacks of a family, by their names; the gap attack, which is always run, is in none. */
    static List<String> names(Audit.Family family) {
        return switch (family) {
            case THRESHOLDS -> Stream.concat(Attacks.thresholds().stream(), Stream.of(new RandomInputAttack())).map(Attack::name)
                    .filter(name -> !name.equals(GapAttack.NAME)).toList();
            case NETWORKS -> Attacks.networks(0).stream().map(Attack::name).toList();
            case LABEL_ONLY -> List.of(NoiseAttack.NAME, AugmentationAttack.NAME, BoundaryAttack.NAME);
            case GUARD_AWARE -> List.of(HeldClassifierAttack.NAME, TimingAttack.NAME, InversionAttack.NAME,
                    AveragedAttack.repeated(confidence(), AVERAGED).name(), AveragedAttack.moved(confidence(), AVERAGED, SLIGHT, 0).name());
        };
    }

    /** Neither it nor its adapted form was left out. */
    private boolean isWanted(PlannedAttack planned) {
        return !without.contains(AdaptedAttack.plainName(planned.attack().name()));
    }

    /**
     * All but those that look at labels alone.
     *
     * @param references whether there are reference models
     */
    List<PlannedAttack> of(Channel channel, boolean references) {
        boolean aware = channel.guarded() && wanted.contains(Audit.Family.GUARD_AWARE);
        List<Attack> quick = new ArrayList<>(Attacks.thresholds().stream()
                .filter(attack -> wanted.contains(Audit.Family.THRESHOLDS) || attack.name().equals(GapAttack.NAME)).toList());
        if (wanted.contains(Audit.Family.NETWORKS)) {
            quick.addAll(Attacks.networks(seed));
        }
        List<Attack> all = new ArrayList<>(aware ? Attacks.withAdapted(quick) : quick);
        if (references) {
            all.addAll(aware ? Attacks.withAdapted(Attacks.references()) : Attacks.references());
        }
        if (wanted.contains(Audit.Family.THRESHOLDS)) {
            all.add(new RandomInputAttack());
        }
        Attack held = new HeldClassifierAttack(channel.h());
        if (wanted.contains(Audit.Family.GUARD_AWARE)) {
            all.add(held);
        }
        all.addAll(aware ? againstGuards(channel) : List.of());
        List<PlannedAttack> out = new ArrayList<>(all.stream().map(attack -> new PlannedAttack(attack, PlannedAttack.On.ALL)).toList());
        if (aware) {
            out.add(new PlannedAttack(new AdaptedAttack(held), PlannedAttack.On.HOLDING_H));
            out.add(new PlannedAttack(new AdaptedAttack(AveragedAttack.moved(confidence(), AVERAGED, SLIGHT * spread, seed)),
                    PlannedAttack.On.SOME));
        }
        out.removeIf(planned -> !isWanted(planned));
        return out;
    }

    private List<Attack> againstGuards(Channel channel) {
        List<Attack> out = new ArrayList<>();
        out.add(new AdaptedAttack(new TimingAttack()));
        out.add(new AdaptedAttack(InversionAttack.with(channel.attackersH(), channel.again()::of, seed)));
        if (channel.afresh()) {
            out.add(new AdaptedAttack(AveragedAttack.repeated(confidence(), AVERAGED)));
        }
        return out;
    }

    private static ConfidenceAttack confidence() {
        return new ConfidenceAttack(Thresholds.GLOBAL);
    }

    /** Those that look at labels alone. */
    List<PlannedAttack> labelOnly() {
        if (!wanted.contains(Audit.Family.LABEL_ONLY)) {
            return List.of();
        }
        Shape shape = sample.data().record();
        List<UnaryOperator<float[]>> augmentations = shape.rank() == 3
                ? NoisyCopies.shifted(shape.extent(0), shape.extent(1), shape.extent(2), SHIFT)
                : NoisyCopies.shared(NOISY_COPIES / 2, NOISE * spread, seed);
        return Stream.of(new NoiseAttack(NOISY_COPIES, NOISE * spread, seed), new AugmentationAttack(augmentations, seed),
                new BoundaryAttack(BOUNDARY_BUDGET, seed)).map(attack -> new PlannedAttack(attack, PlannedAttack.On.SOME))
                .filter(this::isWanted).toList();
    }
}
