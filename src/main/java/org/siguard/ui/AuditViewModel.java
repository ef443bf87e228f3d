package org.siguard.ui;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.siguard.attack.metric.Strongest;
import org.siguard.base.UserMistake;
import org.siguard.data.Splits;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.audit.Audit;
import org.siguard.experiment.audit.AuditFiles;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.experiment.audit.Auditor;
import org.siguard.guard.Siguard;
import org.siguard.report.document.Document;
import org.siguard.report.document.HtmlPage;
import org.siguard.report.document.PdfPages;
import org.siguard.report.paper.AuditPaper;
import org.siguard.train.sample.KnownRecipes;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.Samples;

/** An audit: which model, on how many of its records, with which attacks, behind which guards; and its report. */
final class AuditViewModel {
    static final String HTML = "report.html";
    static final String PDF = "report.pdf";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final LocalRunner.SampleFinder samples;
    private final Optional<Laboratory.Places> places;
    private final LongWork work;
    private final StringProperty model;
    private final StringProperty records = new SimpleStringProperty(Integer.toString(Audit.RECORDS));
    private final StringProperty askedOften = new SimpleStringProperty(Integer.toString(Audit.ASKED_OFTEN));
    private final StringProperty references = new SimpleStringProperty("0");
    private final Map<Audit.Family, BooleanProperty> attacks = new EnumMap<>(Audit.Family.class);
    private final Map<String, BooleanProperty> single = new LinkedHashMap<>();
    private final Map<String, BooleanProperty> guards = new LinkedHashMap<>();
    private final StringProperty seed = new SimpleStringProperty("1");
    private final BooleanProperty thorough = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper splits = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Path> report = new ReadOnlyObjectWrapper<>();

    AuditViewModel(Laboratory laboratory, LongWork work, String model) {
        this.samples = laboratory.samples();
        this.places = laboratory.places();
        this.work = work;
        this.model = new SimpleStringProperty(model);
        for (Audit.Family family : Audit.Family.values()) {
            attacks.put(family, new SimpleBooleanProperty(true));
            family.attacks().forEach(attack -> single.put(attack, new SimpleBooleanProperty(true)));
        }
        this.model.subscribe(name -> splits.set(splits(name.strip())));
        Audit.allGuards().forEach(guard -> guards.put(guard, new SimpleBooleanProperty(guard.equals(Siguard.NAME))));
    }

    /** A sample by its name or folder. */
    StringProperty modelProperty() {
        return model;
    }

    /** Members, and as many non-members. */
    StringProperty recordsProperty() {
        return records;
    }

    /** Of these, for attacks that ask many times. */
    StringProperty askedOftenProperty() {
        return askedOften;
    }

    /** Models for the likelihood-ratio attacks, which take long to train; 0 leaves these out. */
    StringProperty referencesProperty() {
        return references;
    }

    /** Which attacks are ticked. */
    Map<Audit.Family, BooleanProperty> attacks() {
        return attacks;
    }

    /** Which single attacks are ticked, by name: of a family that is not, none is run. */
    Map<String, BooleanProperty> single() {
        return single;
    }

    /** Of all that is random: which records are drawn, and what attackers train. */
    StringProperty seedProperty() {
        return seed;
    }

    /** Whether all reference models are asked through guards of many rounds too, which takes long. */
    BooleanProperty thoroughProperty() {
        return thorough;
    }

    /** How many records there are to audit on, in words; empty where that is not known before the model is opened. */
    ReadOnlyStringProperty splitsProperty() {
        return splits.getReadOnlyProperty();
    }

    private static String splits(String model) {
        if (!KnownRecipes.names().contains(model)) {
            return "";
        }
        Splits.Sizes sizes = KnownRecipes.named(model).sizes();
        int most = Math.min(sizes.train() - sizes.classifierMembers(), sizes.test());
        return "Trained on " + sizes.train() + " records. At most " + most + " of them and " + most
                + " others can be asked about: those that no membership classifier has seen.";
    }

    /** Which guards are ticked. */
    Map<String, BooleanProperty> guards() {
        return guards;
    }

    /** What has to be put right first; empty where nothing has. */
    ReadOnlyStringProperty mistakeProperty() {
        return mistake.getReadOnlyProperty();
    }

    /** What was found, in a sentence a release. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** The folder with the report; null before there is one. */
    ReadOnlyObjectProperty<Path> reportProperty() {
        return report.getReadOnlyProperty();
    }

    LongWork work() {
        return work;
    }

    void start() {
        mistake.set("");
        try {
            Audit audit = audit();
            Path folder = places.map(Laboratory.Places::audits)
                    .orElseThrow(() -> new UserMistake("This window was opened without a folder for reports."))
                    .resolve(LocalDateTime.now().format(STAMP) + "-" + audit.sampleName());
            work.start("Audit of " + audit.sampleName(), (progress, cancellation) -> {
                Sample sample = samples.find(audit.sample(), progress, cancellation);
                AuditResult result = Auditor.run(audit, sample, Samples.shadows(), AuditFiles.unfinished(folder), progress,
                        cancellation);
                progress.report("writing the report", 1);
                Document paper = AuditPaper.of(result, sample.data());
                HtmlPage.write(paper, folder.resolve(HTML));
                PdfPages.write(paper, folder.resolve(PDF));
                AuditFiles.write(List.of(result), folder);
                return result;
            }, result -> {
                summary.set(inWords(result));
                report.set(folder);
            });
        } catch (UserMistake e) {
            mistake.set(e.getMessage());
        }
    }

    /** What is set, as the command line would read it from a file. */
    Audit audit() {
        Set<Audit.Family> families = EnumSet.noneOf(Audit.Family.class);
        attacks.forEach((family, ticked) -> {
            if (ticked.get()) {
                families.add(family);
            }
        });
        return new Audit(model.get().strip(), whole("Records", records), whole("Asked often", askedOften),
                whole("Reference models", references),
                guards.entrySet().stream().filter(guard -> guard.getValue().get()).map(Map.Entry::getKey).toList(), thorough.get(),
                whole("Seed", seed), families,
                single.entrySet().stream().filter(attack -> !attack.getValue().get()).map(Map.Entry::getKey).collect(Collectors.toSet()));
    }

    private static int whole(String what, StringProperty text) {
        try {
            return Integer.parseInt(text.get().strip());
        } catch (NumberFormatException e) {
            throw new UserMistake(what + ": '" + text.get() + "' is no whole number.");
        }
    }

    private static String inWords(AuditResult result) {
        StringBuilder out = new StringBuilder();
        for (AuditResult.Finding finding : result.channels()) {
            out.append(String.format(Locale.ROOT, "%s: %.1f %% by %s (%.1f to %.1f).%n", finding.channel(),
                    100 * finding.strongest().corrected().value(), which(finding.strongest()),
                    100 * finding.strongest().corrected().low(),
                    100 * finding.strongest().corrected().high()));
        }
        return out + String.format(Locale.ROOT, "The gap attack alone: %.1f %%. Guessing: 50 %%.", 100 * result.gap().value());
    }

    /** Whose figure it is: where nothing that was picked does better than the gap attack, the gap attack's. */
    private static String which(Strongest strongest) {
        return strongest.floored() ? "gap" : strongest.attack() + (strongest.inverted() ? ", read the other way round" : "");
    }
}
