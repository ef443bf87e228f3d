package org.siguard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.GuardStudy;
import org.siguard.experiment.StudyTables;
import org.siguard.experiment.audit.Audit;
import org.siguard.experiment.audit.AuditFiles;
import org.siguard.experiment.audit.AuditJson;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.experiment.audit.AuditTable;
import org.siguard.experiment.audit.Auditor;
import org.siguard.experiment.audit.GuardTable;
import org.siguard.guard.EarlyExitGuard;
import org.siguard.report.document.Document;
import org.siguard.report.document.HtmlPage;
import org.siguard.report.document.PdfPages;
import org.siguard.report.paper.AuditPaper;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard audit}: all attacks on a sample, through every way its outputs may be released. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false, description = "Runs the attacks on samples: on plaintext outputs, on secure inference with each softmax, and behind each guard.")
final class AuditCommand implements Callable<Integer> {
    /** Places for tables in a page. */
    private static final String GUARDS = "guards";
    private static final String SEARCHES = "searches";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Parameters(arity = "1..*", paramLabel = "SAMPLE", description = "Samples, for example purchase-100-mlp, or the folder of one of your own; or files (or a folder of them) that say what to audit.")
    private List<String> samples = new ArrayList<>();

    @Option(names = "--records", paramLabel = "N", defaultValue = ""
            + Audit.RECORDS, description = "Members, and as many non-members, at most. Default: ${DEFAULT-VALUE}")
    private int records;

    @Option(names = "--asked-often", paramLabel = "N", defaultValue = ""
            + Audit.ASKED_OFTEN, description = "Of these, members and as many non-members for attacks that ask many times (label-only, averaging). Default: ${DEFAULT-VALUE}")
    private int askedOften;

    @Option(names = "--references", paramLabel = "N", defaultValue = ""
            + Audit.REFERENCES, description = "Reference models for LiRA and RMIA, trained once and kept, an even number from 4 on; 0 leaves these attacks out. Default: ${DEFAULT-VALUE}")
    private int references;

    @Option(names = "--guards", paramLabel = "A,B", split = ",", description = "Behind which guards. Default: all of them.")
    private List<String> guards;

    @Option(names = "--thorough", description = "Asks all reference models about every record through guards of many rounds too, not four that had it and four that had not: tens of minutes a sample.")
    private boolean thorough;

    @Option(names = "--searches", description = "Looks into the searches of SIGuard's guards instead, and writes searches.md. Default guards: published, strong, fast and the early exit.")
    private boolean searches;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "With --searches: changes a setting of the guards, for example guard.outer=1.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of all that is random. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "siguard-audit", description = "Where to write audit.md, audit.json, report.html, report.pdf, and tables of every record's scores. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--fill", paramLabel = "FILE", description = "Puts the tables of guards (with --searches: of searches) into this page as well, between its marks; docs/guards.md has them.")
    private Path fill;

    @Option(names = "--json", description = "Prints the figures as JSON instead of tables.")
    private boolean json;

    /** The files of a folder of audits, in order; anything else is itself. */
    private static Stream<String> files(String what) {
        if (!Files.isDirectory(Path.of(what)) || holdsSample(what)) {
            return Stream.of(what);
        }
        try (Stream<Path> entries = Files.list(Path.of(what))) {
            List<String> files = entries.map(Path::toString).filter(file -> file.endsWith(".json")).sorted().toList();
            if (files.isEmpty()) {
                throw new UserMistake(what + ": is a folder with neither a sample (" + SampleFiles.SAMPLE
                        + ") nor audits (*.json) in it; name a sample, its folder, or a folder of audits.");
            }
            return files.stream();
        } catch (IOException e) {
            throw new UserMistake(what + ": cannot be listed (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
    }

    private static boolean holdsSample(String what) {
        return Files.exists(Path.of(what).resolve(SampleFiles.SAMPLE));
    }

    /** One of the user's own by its folder, or one that comes with the program by its name. */
    private Sample sample(String what, ProgressLine progress) {
        return holdsSample(what) ? SampleFiles.load(Path.of(what)) : Workspace.sample(what, progress::report, siguard.cancellation());
    }

    private Audit audit(String what) {
        return what.endsWith(".json") ? Audit.read(Path.of(what))
                : new Audit(what, records, askedOften, references, guards == null ? Audit.allGuards() : guards, thorough, seed);
    }

    /** As soon as it can be made: an audit of several samples takes hours. */
    private void report(Document report, String name) {
        HtmlPage.write(report, out.resolve(name + ".html"));
        PdfPages.write(report, out.resolve(name + ".pdf"));
    }

    /** What the guards do inside, rather than what all attacks do to what leaves them. */
    private int lookIntoSearches() {
        List<String> names = guards != null ? guards : List.of("siguard-published", "siguard-strong", "siguard-fast", EarlyExitGuard.NAME);
        if (fill != null) {
            new MarkedPage(fill, SEARCHES).text();
        }
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        List<GuardStudy.Result> results = new ArrayList<>();
        for (String sample : samples) {
            results.add(GuardStudy.of(Workspace.sample(sample, progress::report, siguard.cancellation()), names,
                    settings(), records, seed, progress::report, siguard.cancellation()));
        }
        progress.done();
        String page = StudyTables.page(results);
        AtomicFiles.write(out.resolve("searches.md"), page);
        if (fill != null) {
            new MarkedPage(fill, SEARCHES).fill(StudyTables.section(results, "###"));
        }
        spec.commandLine().getOut().print(page + "Written: " + out.resolve("searches.md") + "\n");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Settings settings() {
        Settings settings = Experiment.standard().settings();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new UserMistake("--set wants key=value, not '" + change + "': for example --set guard.outer=1.");
            }
            settings = settings.with(change.substring(0, equals).strip(), change.substring(equals + 1));
        }
        return settings;
    }

    private AuditResult audited(Audit audit, Sample sample, ProgressLine progress) {
        try {
            return Auditor.run(audit, sample, Samples.shadows(), AuditFiles.unfinished(out), progress::report, siguard.cancellation());
        } catch (CancellationException e) {
            progress.done();
            spec.commandLine().getErr().println("What is finished is kept in " + AuditFiles.unfinished(out)
                    + "; the same command goes on from there.");
            throw e;
        }
    }

    @Override
    public Integer call() {
        if (!changes.isEmpty() && !searches) {
            throw new UserMistake("audit: --set is for --searches; an audit tries guards with their default settings.");
        }
        if (json && searches) {
            throw new UserMistake("audit: --json is not for --searches, which writes a page; leave out one of the two.");
        }
        if (searches) {
            return lookIntoSearches();
        }
        List<Audit> audits = samples.stream().flatMap(AuditCommand::files).map(this::audit).toList();
        List.of(AuditFiles.PAGE, "report.html", "report.pdf").forEach(file -> AtomicFiles.requireWritable(out.resolve(file)));
        if (fill != null) {
            new MarkedPage(fill, GUARDS).text();
        }
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        List<AuditResult> results = new ArrayList<>();
        for (Audit audit : audits) {
            Sample sample = sample(audit.sample(), progress);
            AuditResult result = audited(audit, sample, progress);
            results.add(result);
            report(AuditPaper.of(result, sample.data()),
                    audits.size() == 1 ? "report" : "report-" + results.size() + "-" + audit.sampleName());
        }
        progress.done();
        AuditFiles.write(results, out);
        if (fill != null) {
            new MarkedPage(fill, GUARDS).fill(GuardTable.of(results));
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.print(
                json ? JsonObject.readable(AuditJson.of(results)) : AuditTable.page(results) + "Written: " + out.resolve(AuditFiles.PAGE)
                        + ", " + AuditFiles.FIGURES + ", " + (audits.size() == 1 ? "report.html, report.pdf" : "a report of each sample")
                        + ", and for every sample scores and reference rows\n");
        printer.flush();
        return 0;
    }
}
