package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.siguard.experiment.query.Candidate;
import org.siguard.experiment.query.Candidates;

/** A record in a list: its picture, its number and class, and whether the model was trained on it. */
final class CandidateCell extends ListCell<Candidate> {
    private static final double SIDE = 34;

    private final QueryViewModel model;
    private final Map<Candidate, Image> pictures = new HashMap<>();
    private final ImageView picture = new ImageView();
    private final Label name = new Label();
    private final Label member = new Label();
    private final HBox content;

    CandidateCell(QueryViewModel model) {
        this.model = model;
        picture.setFitHeight(SIDE);
        picture.setFitWidth(SIDE);
        picture.setPreserveRatio(true);
        picture.setSmooth(false);
        member.getStyleClass().addAll(Styles.TEXT_SMALL, "member");
        content = new HBox(8, picture, new VBox(name, member));
        content.setAlignment(Pos.CENTER_LEFT);
        content.setMinWidth(0);
        content.setPrefWidth(0);
    }

    @Override
    protected void updateItem(Candidate subject, boolean empty) {
        super.updateItem(subject, empty);
        Candidates known = model.candidatesProperty().get();
        if (empty || subject == null || known == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        if (pictures.size() > 50) {
            pictures.clear();
        }
        picture.setImage(pictures.computeIfAbsent(subject, each -> RecordPicture.of(each.record(), known.shape())));
        name.setText((model.pickedProperty().get().contains(subject.place()) ? "◆ " : "") + (subject.place() + 1) + "  class "
                + known.labels().get(subject.label()));
        member.setText(subject.member() ? "● member" : "○ not a member");
        member.pseudoClassStateChanged(Styles.STATE_ACCENT, subject.member());
        setAccessibleText("Record " + (subject.place() + 1) + ", class " + known.labels().get(subject.label())
                + (subject.member() ? ", a member" : ", not a member"));
        setGraphic(content);
    }
}
