package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keys in one place. */
final class ShortcutsView extends VBox {
    private final Button close = new Button("Close");

    ShortcutsView(List<Command> commands, Runnable closing) {
        setId("shortcuts");
        getStyleClass().add("overlay-card");
        Label heading = new Label("Keys");
        heading.getStyleClass().add(Styles.TITLE_4);
        GridPane grid = new GridPane();
        grid.setHgap(18);
        grid.setVgap(5);
        int row = 0;
        for (Command command : commands) {
            if (command.keys() != null) {
                row = line(grid, row, command.keysInWords(), command.title());
            }
        }
        row = line(grid, row, "Tab, Shift+Tab", "From control to control; what a setting does is told below the settings");
        row = line(grid, row, "Ctrl+K, then words", "Any command, also the name of a setting or of a preset of your own");
        row = line(grid, row, "Arrow keys",
                "On a slider: a little more or less. On the lanes of parties: round by round (Shift: 24 rounds)");
        row = line(grid, row, "Ctrl+Left, Ctrl+Right", "On the page One query: a step of the search back or on");
        row = line(grid, row, "+, −, 0, arrow keys", "On a chart: zoom in, out, the whole, and move what is seen");
        line(grid, row, "Enter, Esc", "In a field: takes what was written, or what was there before");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        close.setId("close-shortcuts");
        close.setOnAction(event -> closing.run());
        getChildren().addAll(heading, scroll, close);
    }

    Button closeButton() {
        return close;
    }

    private static int line(GridPane grid, int row, String keys, String title) {
        Label combination = new Label(keys);
        combination.getStyleClass().addAll(Styles.TEXT_BOLD);
        combination.setMinWidth(Region.USE_PREF_SIZE);
        Label what = new Label(title);
        what.setWrapText(true);
        grid.addRow(row, combination, what);
        return row + 1;
    }
}
