package io.vasari.cli.commands;

import io.vasari.cli.client.FarmClient;
import picocli.CommandLine.Option;

/** The option by which a command finds the farm. */
public final class FarmAddress {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${VASARI_URL:-http://127.0.0.1:8080}",
            description = "Where the farm answers (or set VASARI_URL). Default: ${DEFAULT-VALUE}")
    private String url;

    public FarmClient client() {
        return new FarmClient(url);
    }
}
