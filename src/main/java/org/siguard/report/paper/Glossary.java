package org.siguard.report.paper;

import java.util.List;
import java.util.stream.Stream;
import org.siguard.report.document.Block;
import org.siguard.report.document.Block.Term;

/** The words that reports use, for readers from other fields. */
final class Glossary {
    private static final List<Term> COMMON = List.of(
            new Term("member", "A record that the model was trained on. Others are non-members."),
            new Term("membership inference", "Telling from a model's answer about a record whether the record is a member. For a model of "
                    + "patients with a disease, being a member is itself a secret."),
            new Term("accuracy (balanced)", "The mean of the shares of members and of non-members that an attack tells rightly. Guessing "
                    + "gives one half, whatever is guessed."),
            new Term("95\u00a0% interval",
                    "Figures come from a limited number of records, and other records would give others. An interval made "
                            + "in this way holds the true figure 95 times in 100."),
            new Term("gap attack",
                    "Says \"member\" wherever the model's label is right. It needs nothing but the label, so no guard that keeps "
                            + "labels can lower what it finds: the gap floor."),
            new Term("plain, secure, guarded",
                    "Outputs computed in the open; computed in shares by several parties, none of which sees the "
                            + "query or the model; and changed by a guard before anyone sees them."),
            new Term("guard", "Changes the probabilities that are released, so that they say less about membership, and keeps the label."),
            new Term("adapted attack", "An attack whose owner knows the guard, runs a copy of it, and fits on what the copy releases."),
            new Term("shadow", "A model that the attacker trained itself on like data, to learn what members look like. Thresholds come "
                    + "from it, never from the records that an attack is judged by."),
            new Term("top-1 accuracy", "How often the released label is the true one, on records the model never saw."));
    private static final List<Term> OF_AUDITS = List.of(
            new Term("strongest attack",
                    "The best of all that were tried. Of many that guess, one looks good: so it is picked on one half of "
                            + "the records and judged on the other, and the lower limit of its interval allows for the number of attacks (Bonferroni). "
                            + "It is never given below the gap attack, which was chosen before anything was seen."),
            new Term("the owner's h",
                    "The classifier that a guard such as SIGuard searches with. The guard rests on its staying secret; what an "
                            + "attacker could do who had it stands apart from the strongest attack."),
            new Term("area under the curve", "The chance that of a member and a non-member, drawn at random, the attack scores the member "
                    + "higher. One half is guessing."),
            new Term("TPR at 1\u00a0% FPR",
                    "The share of members that an attack finds while it takes no more than one non-member in a hundred for "
                            + "a member: how much it knows for nearly certain."),
            new Term("reference model",
                    "A model trained by the attacker on half of the records in question, so that it can compare answers "
                            + "with and without each of them (attacks LiRA and RMIA)."),
            new Term("mean L1",
                    "How far a guard moves the answers: the sum over classes of |p* \u2212 p|, averaged over records; at most 2."),
            new Term("calibration error", "How far stated confidence is from how often the label is right, on average, between 0 and 1."));

    private Glossary() {
    }

    static Block ofRuns() {
        return new Block.Glossary(COMMON);
    }

    static Block ofAudits() {
        return new Block.Glossary(Stream.concat(COMMON.stream(), OF_AUDITS.stream()).toList());
    }
}
