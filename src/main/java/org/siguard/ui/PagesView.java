package org.siguard.ui;

import java.util.List;
import javafx.beans.property.StringProperty;
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
            Tab tab = new Tab(page.title(), page.content());
            tab.setId("tab-" + page.id());
            tab.setTooltip(new Tooltip(page.help()));
            page.content().setAccessibleHelp(page.help());
            getTabs().add(tab);
        }
        getSelectionModel().selectedIndexProperty().subscribe(index -> open.set(pages.get(Math.max(0, index.intValue())).id()));
        open.subscribe(id -> {
            for (int i = 0; i < pages.size(); i++) {
                if (pages.get(i).id().equals(id)) {
                    getSelectionModel().select(i);
                }
            }
        });
    }
}
