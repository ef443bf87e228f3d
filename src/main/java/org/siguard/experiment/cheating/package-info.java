/**
 * A client that cheats inside of an inference between two parties, to be watched: single inferences with one way of cheating, and the theft of the last layer, column by column. Nothing here guards
 * outputs. Start reading at {@link org.siguard.experiment.cheating.CheatingStage}.
 */
package org.siguard.experiment.cheating;
