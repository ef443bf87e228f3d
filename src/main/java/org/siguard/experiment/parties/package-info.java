/**
 * One guarded query on a real engine, with every message that passes and what each party holds. That all of it can be shown at once is a
 * matter of running all parties in one process; no party could tell it alone. Start reading at
 * {@link org.siguard.experiment.parties.PartyStage}.
 */
package org.siguard.experiment.parties;
