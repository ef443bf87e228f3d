package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.siguard.experiment.query.QueryStory;
import org.siguard.experiment.query.Verdict;

/** What each attack says of the record: of the answer before, after, and to an attacker who knows the guard. A wrong verdict is struck out. */
final class VerdictsView extends VBox {
    private final TableView<Verdict> table = new TableView<>();
    private final Label summary = new Label();
    private boolean member;

    VerdictsView() {
        getStyleClass().add("verdicts");
        Label heading = new Label("Which attack would call it a member?");
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        heading.setWrapText(true);
        summary.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.setId("verdict-summary");
        table.setId("verdicts");
        table.setAccessibleText("Verdicts of attacks, before and after the guard");
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        table.setPlaceholder(new Label("Verdicts appear when a record was asked about."));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setSelectionModel(null);
        TableColumn<Verdict, String> attack = new TableColumn<>("attack");
        attack.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue().attack()));
        attack.setCellFactory(any -> new TableCell<>() {
            {
                LateTooltip.on(this, () -> getText() == null ? "" : getText());
            }

            @Override
            protected void updateItem(String name, boolean empty) {
                super.updateItem(name, empty);
                setText(empty ? null : name);
            }
        });
        attack.setPrefWidth(260);
        attack.setMinWidth(100);
        table.getColumns().add(attack);
        table.getColumns().add(column("before", "On the answer as the model gave it", Verdict::before));
        table.getColumns().add(column("after", "On the answer that left the guard", Verdict::after));
        table.getColumns()
                .add(column("adapted", "The same, by an attacker who knows the guard and fitted its threshold behind a copy of it",
                        Verdict::adapted));
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(heading, summary, table);
    }

    private TableColumn<Verdict, Verdict.Said> column(String title, String help, Function<Verdict, Verdict.Said> which) {
        TableColumn<Verdict, Verdict.Said> column = new TableColumn<>();
        Label label = new Label(title);
        label.setTooltip(new Tooltip(help));
        column.setGraphic(label);
        column.setSortable(false);
        column.setMinWidth(74);
        column.setPrefWidth(74);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(which.apply(row.getValue())));
        column.setCellFactory(any -> new TableCell<>() {
            private String score = "";

            {
                LateTooltip.on(this, () -> score);
            }

            @Override
            protected void updateItem(Verdict.Said said, boolean empty) {
                super.updateItem(said, empty);
                if (empty || said == null) {
                    setText(null);
                    score = "";
                    return;
                }
                boolean right = said.member() == member;
                setText((said.member() ? "● yes" : "○ no") + (right ? "" : " ✗"));
                pseudoClassStateChanged(Styles.STATE_ACCENT, said.member());
                score = String.format(Locale.ROOT, "score %.4g, \"member\" from %.4g on; %s", said.score(), said.threshold(),
                        right ? "which is right" : "which is wrong");
                setAccessibleHelp(score);
            }
        });
        return column;
    }

    void show(QueryStory story) {
        if (story == null) {
            table.getItems().clear();
            summary.setText("");
            return;
        }
        member = story.subject().member();
        table.getItems().setAll(story.verdicts());
        long before = story.verdicts().stream().filter(verdict -> verdict.before().member()).count();
        long after = story.verdicts().stream().filter(verdict -> verdict.after().member()).count();
        long adapted = story.verdicts().stream().filter(verdict -> verdict.adapted().member()).count();
        summary.setText(
                String.format(Locale.ROOT, "%d of %d before, %d after, %d if they know the guard (adapted). In truth: %s; ✗ is wrong.",
                        before, story.verdicts().size(), after, adapted, member ? "yes" : "no"));
    }
}
