package org.siguard.experiment.cheating;

import org.siguard.mpc.simc.Tampering;

/**
 * Who cheats whom, and how.
 *
 * @param model    a network of the zoo, or a sample
 * @param protocol by name
 */
public record Cheat(String model, String protocol, Tampering tampering) {
}
