package org.siguard.ui;

import java.util.Arrays;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;

/** The tabs in the centre. Which one is open is a property, so that commands and the last session can open one. */
final class PagesView extends TabPane {
    PagesView(List<Page> pages, StringProperty open) {
        getStyleClass().add("pages");
        setId("pages");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        for (Page page : pages) {
            Tab tab = new Tab(page.title());
            tab.setId("tab-" + page.id());
            tab.setTooltip(new Tooltip(page.help()));
            getTabs().add(tab);
        }
        getSelectionModel().selectedIndexProperty().subscribe(index -> open.set(pages.get(Math.max(0, index.intValue())).id()));
        open.subscribe(id -> {
            for (int i = 0; i < pages.size(); i++) {
                if (pages.get(i).id().equals(id)) {
                    fill(getTabs().get(i), pages.get(i));
                    getSelectionModel().select(i);
                }
            }
        });
        getSelectionModel().selectedIndexProperty().subscribe(index -> fill(getTabs().get(index.intValue()), pages.get(index.intValue())));
        fillNext(pages, 0);
    }

    /**
     * Pages that nobody looks at yet are made, styled and laid out after the window is up, one at a time: to open one takes a moment then.
     * What somebody does meanwhile waits for one of these steps at most.
     */
    private void fillNext(List<Page> pages, int place) {
        if (place < pages.size()) {
            Tab tab = getTabs().get(place);
            inTurn(() -> fill(tab, pages.get(place)), () -> tab.getContent().applyCss(), () -> layOut(tab.getContent()),
                    () -> fillNext(pages, place + 1));
        }
    }

    private static void inTurn(Runnable... steps) {
        Platform.runLater(() -> {
            steps[0].run();
            if (steps.length > 1) {
                inTurn(Arrays.copyOfRange(steps, 1, steps.length));
            }
        });
    }

    private void layOut(Node content) {
        content.resize(getWidth(), getHeight());
        if (content instanceof Parent parent) {
            parent.layout();
        }
    }

    private static void fill(Tab tab, Page page) {
        if (tab.getContent() == null) {
            Node content = page.content().get();
            content.setAccessibleHelp(page.help());
            tab.setContent(content);
        }
    }
}
