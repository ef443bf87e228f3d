package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.attack.Attack;
import org.siguard.attack.Attacks;
import org.siguard.attack.HeldClassifierAttack;
import org.siguard.attack.InversionAttack;
import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.RandomInputAttack;
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
     * @param shadows    whether there is a shadow
     * @param references whether there are reference models
     */
    List<Attack> of(Channel channel, boolean shadows, boolean references) {
        List<Attack> out = new ArrayList<>();
        if (shadows) {
            out.addAll(Attacks.thresholds());
            out.addAll(Attacks.networks(seed));
        }
        if (references) {
            out.addAll(Attacks.references());
        }
        List<Attack> all = channel.kind() == Channel.Kind.GUARDED ? new ArrayList<>(Attacks.withAdapted(out)) : out;
        all.add(new RandomInputAttack());
        all.add(new HeldClassifierAttack(classifier(sample.membership(kind(channel)))));
        if (channel.kind() == Channel.Kind.GUARDED) {
            all.add(new org.siguard.attack.AdaptedAttack(
                    InversionAttack.with(classifier(sample.shadowMembership(SoftmaxKind.EXACT)), seed)));
        }
        return all;
    }

    /** Of the owner's classifiers the one for this softmax. */
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
