package org.siguard.attack;

/** Outputs of the attacker's own model, of which it knows what was in the training set. Thresholds are fitted on these alone. */
public record Shadow(Release members, Release nonMembers) {
}
