/**
 * Data sets: records with labels, generators that make them from a seed, and the splits that say who was in the training set.
 */
package org.siguard.data;
