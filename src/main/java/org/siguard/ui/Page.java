package org.siguard.ui;

import java.util.function.Supplier;
import javafx.scene.Node;

/**
 * One tab in the centre of the window. Another one is another page in the list that {@link WorkbenchView} makes, and nothing else.
 *
 * @param id      for commands, sessions and tests
 * @param title   on the tab
 * @param help    what is seen there, in a sentence
 * @param content makes what is seen, once
 */
record Page(String id, String title, String help, Supplier<? extends Node> content) {
}
