/**
 * Membership-inference attacks ({@link org.siguard.attack.Attack}), and the figures that say how well they do. An attack sees what
 * the client sees: released vectors, labels where it may know them, and its own shadow models' outputs. Never the target.
 */
package org.siguard.attack;
