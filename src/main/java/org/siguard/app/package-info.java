/** The launcher, which chooses window or command line. The only room that may end the process. */
package org.siguard.app;
