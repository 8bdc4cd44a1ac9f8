package io.vasari.cli.farm;

import io.vasari.cli.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the built programs are: the root of the checkout, named by the system property {@code vasari.root}. */
public record Installation(Path root) {
    public static Installation find() {
        return new Installation(Optional.ofNullable(System.getProperty("vasari.root"))
                .map(Path::of)
                .orElseGet(() -> Path.of(""))
                .toAbsolutePath());
    }

    /** The runnable jar of a Quarkus application, {@code gateway}, {@code worker} or {@code evaluator}. */
    Path application(String name) {
        return built(root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    /** The folder with the libraries of the command line, the broker among them. */
    Path libraries() {
        return built(root.resolve("cli/target/lib"));
    }

    /** The recording and alerting rules for Prometheus. */
    Path rules() {
        return root.resolve("dashboards/prometheus/rules.yml");
    }

    /** The models that ship. */
    public Path zoo() {
        return root.resolve("zoo");
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw new UserError("not built: " + path + " is missing; run 'mvn package -DskipTests' in the checkout");
        }
        return path;
    }
}
