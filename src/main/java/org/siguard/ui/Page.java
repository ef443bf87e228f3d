package org.siguard.ui;

import javafx.scene.Node;

/**
 * One tab in the centre of the window. Another one is another page in the list that {@link WorkbenchView} makes, and nothing else.
 *
 * @param id      for commands, sessions and tests
 * @param title   on the tab
 * @param help    what is seen there, in a sentence
 * @param content what is seen
 */
record Page(String id, String title, String help, Node content) {
}
