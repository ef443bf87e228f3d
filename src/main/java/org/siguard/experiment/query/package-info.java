/**
 * One query, followed through: a record that a person picks ({@link org.siguard.experiment.query.Candidate}), what the model would answer,
 * what the guard makes of it step by step, and which attack would call the record a member before and after. Computed on the clear twin,
 * where nothing is secret; on shares none of this could be seen. Start reading at {@link org.siguard.experiment.query.QueryDesk}.
 */
package org.siguard.experiment.query;
