package org.siguard.attack;

/** A membership classifier h: the probability it gives each released vector to be a member's. */
@FunctionalInterface
public interface MembershipClassifier {
    double[] probabilities(double[][] vectors);
}
