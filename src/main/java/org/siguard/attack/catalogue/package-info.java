/**
 * Lists of attacks from all the rooms below, for whoever wants to run many. Start with {@link org.siguard.attack.catalogue.Attacks}.
 */
package org.siguard.attack.catalogue;
