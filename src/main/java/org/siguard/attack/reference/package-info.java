/**
 * Attacks that compare the target with reference models, some of which had the record in training and others not: LiRA and RMIA. {@link
 * org.siguard.attack.reference.ReferenceModels} asks such models; they are trained in {@code train}. Start with {@link
 * org.siguard.attack.reference.LiraAttack}.
 */
package org.siguard.attack.reference;
