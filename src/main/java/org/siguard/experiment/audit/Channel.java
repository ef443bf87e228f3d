package org.siguard.experiment.audit;

import org.siguard.attack.ReferenceModels;

/**
 * A way in which outputs reach a client.
 *
 * @param name      what tables call it
 * @param kind      whether it is plain, secure, or guarded
 * @param owners    what the target says through it
 * @param attackers what models of the attacker's own say through a copy of it that the attacker runs itself, with its own
 *                  classifier and templates where the owner's are secret
 * @param rounds    of one guarded query, by declared costs; 0 without a guard
 * @param bytes     likewise, sent by all parties
 */
record Channel(String name, Kind kind, ReferenceModels.Answers owners, ReferenceModels.Answers attackers, int rounds, long bytes) {
    /** What stands between the model and the client. */
    enum Kind {
        PLAIN, SECURE, GUARDED
    }
}
