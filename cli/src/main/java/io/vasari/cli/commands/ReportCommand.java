package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.report.JobReport;
import io.vasari.cli.report.ReportPage;
import io.vasari.cli.report.ShareTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vasari report JOB...}. */
@Command(
        name = "report",
        description = "Print the critic's table of jobs and write report.html with chart, sheet and figures.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Parameters(paramLabel = "JOB", arity = "1..*", description = "Ids of jobs.")
    private List<String> jobs;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "vasari-report",
            description = "Folder for report.html and the sheets. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Override
    public Integer call() {
        var client = farm.client();
        var reports =
                jobs.stream().map(id -> JobReport.fetch(client, client.job(id))).toList();
        for (JobReport report : reports) {
            System.out.println(report.title());
            System.out.print(ShareTable.of(report.evaluation()));
            System.out.println();
        }
        write(out, reports).forEach(System.out::println);
        return ExitCode.OK;
    }

    /** @return the files that were written */
    static List<Path> write(Path folder, List<JobReport> reports) {
        try {
            Files.createDirectories(folder);
            var files = new java.util.ArrayList<Path>();
            Path page = folder.resolve("report.html");
            Files.writeString(page, ReportPage.of(reports));
            files.add(page.toAbsolutePath());
            for (JobReport report : reports) {
                Path sheet = folder.resolve("sheet-" + report.revision() + "-" + report.id() + ".png");
                Files.write(sheet, report.sheet());
                files.add(sheet.toAbsolutePath());
            }
            return files;
        } catch (IOException e) {
            throw new UserError("the report cannot be written to " + folder.toAbsolutePath() + ": " + e.getMessage());
        }
    }
}
