package org.siguard.train;

import org.siguard.model.Model;

/**
 * A shadow model, and which rows of the data set it knows.
 *
 * @param members the rows it was trained on
 * @param heldOut rows it was given but only watched itself by: not members
 */
public record ShadowModel(Model model, int[] members, int[] heldOut) {
}
