/**
 * The worked examples of CONTRIBUTING.md, as its page shows them, and the tests that run them. Nothing here uses more of the house than what
 * a project of its own could.
 */
package org.siguard.examples;
