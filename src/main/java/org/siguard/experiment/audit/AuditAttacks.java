package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.attack.Attack;
import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.adaptive.InversionAttack;
import org.siguard.attack.adaptive.TimingAttack;
import org.siguard.attack.catalogue.Attacks;
import org.siguard.attack.threshold.RandomInputAttack;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Guards;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.train.sample.Sample;

/** Which attacks an audit runs through a channel: all that are quick, and behind a guard their adapted forms. */
final class AuditAttacks {
    private final Sample sample;
    private final long seed;

    AuditAttacks(Sample sample, long seed) {
        this.sample = sample;
        this.seed = seed;
    }

    /**
     * @param references whether there are reference models
     * @param adapted    whether these were asked through the channel too
     */
    List<Attack> of(Channel channel, boolean references, boolean adapted) {
        boolean guarded = channel.kind() == Channel.Kind.GUARDED;
        List<Attack> quick = new ArrayList<>(Attacks.thresholds());
        quick.addAll(Attacks.networks(seed));
        List<Attack> all = new ArrayList<>(guarded ? Attacks.withAdapted(quick) : quick);
        if (references) {
            all.addAll(guarded && adapted ? Attacks.withAdapted(Attacks.references()) : Attacks.references());
        }
        all.add(new RandomInputAttack());
        Guards.Classifiers owners = sample::membership;
        all.add(new HeldClassifierAttack(classifier(guarded ? guards(channel, owners) : owners.of(kind(channel), false))));
        if (guarded) {
            if (channel.ownersSteps() != null) {
                all.add(new AdaptedAttack(new TimingAttack()));
            }
            all.add(new AdaptedAttack(
                    InversionAttack.with(classifier(guards(channel, sample::shadowMembership)), seed)));
        }
        return all;
    }

    /** The classifier that this guard works with. */
    private static Model guards(Channel channel, Guards.Classifiers from) {
        return Guards.classifier(channel.name(), Experiment.standard().settings(), from);
    }

    /** The softmax that a channel's inference ends with. */
    private static SoftmaxKind kind(Channel channel) {
        return channel.kind() == Channel.Kind.SECURE
                ? Arrays.stream(SoftmaxKind.values()).filter(kind -> channel.name().contains(" " + kind.label() + " ")).findFirst()
                        .orElseThrow()
                : SoftmaxKind.EXACT;
    }

    private static MembershipClassifier classifier(Model h) {
        PlainInference plain = new PlainInference(h);
        return vectors -> Arrays.stream(plain.logits(vectors)).mapToDouble(z -> 1 / (1 + Math.exp(-z[0]))).toArray();
    }
}
