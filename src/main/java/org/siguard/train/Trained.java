package org.siguard.train;

import org.siguard.model.Model;

/**
 * What comes of a training.
 *
 * @param model   the network, with its temperature applied
 * @param heldOut the rows of the given records that training only watched itself by: they are not members
 * @param epochs  how many were run, early stopping or enough accuracy considered
 */
public record Trained(Model model, int[] heldOut, int epochs) {
}
