/**
 * Output guards: they perturb a prediction before anybody sees it. {@link org.siguard.guard.OutputGuard} is what a guard is;
 * {@link org.siguard.guard.Siguard} is the one this project is about.
 */
package org.siguard.guard;
