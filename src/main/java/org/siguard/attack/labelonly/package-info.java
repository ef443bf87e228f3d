/**
 * Attacks that look at released labels alone, and so ask many times about changed copies of a record: noise, augmentation, the distance to
 * the decision boundary. A guard that keeps the label cannot stop them. Start with {@link org.siguard.attack.labelonly.NoiseAttack}.
 */
package org.siguard.attack.labelonly;
