package org.siguard.attack;

/** What the attacker sees of its own model, of which it knows what was in the training set. Thresholds are fitted on these alone. */
public record Shadow(Observation members, Observation nonMembers) {
    public Shadow(Release members, Release nonMembers) {
        this(Observation.of(members), Observation.of(nonMembers));
    }
}
