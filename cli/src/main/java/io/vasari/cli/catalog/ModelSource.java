package io.vasari.cli.catalog;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a model's files are.
 *
 * @param folder for {@link CandidateFolder#of}
 * @param name of the model, from its folder or its name on the hub
 */
public record ModelSource(Path folder, String name) {

    private static final Pattern HUB_NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
    private static final String BRANCH = "main";

    /**
     * Finds a folder, or a model that Hugging Face's tools have downloaded to this machine.
     *
     * @param text a path, or a name such as {@code owner/model}
     * @throws UserError naming the places that were looked at
     */
    public static ModelSource find(String text, Map<String, String> environment) {
        Path folder = Path.of(text);
        if (Files.isDirectory(folder)) {
            Path absolute = folder.toAbsolutePath().normalize();
            return new ModelSource(absolute, absolute.getFileName().toString());
        }
        if (!HUB_NAME.matcher(text).matches()) {
            throw new UserError(
                    "there is no folder at " + folder.toAbsolutePath()
                            + "; name one, or, as owner/model, a model that Hugging Face's tools have downloaded to this machine");
        }
        Path cached = cache(environment).resolve("models--" + text.replace("/", "--"));
        return new ModelSource(snapshot(cached, text), text.substring(text.indexOf('/') + 1));
    }

    private static Path snapshot(Path cached, String name) {
        Path ref = cached.resolve("refs").resolve(BRANCH);
        try {
            Path snapshot =
                    cached.resolve("snapshots").resolve(Files.readString(ref).strip());
            if (Files.isDirectory(snapshot)) {
                return snapshot;
            }
        } catch (IOException e) {
            // Not downloaded: said below, with the way out.
        }
        throw new UserError("there is neither a folder " + name + " nor a download of it at " + cached
                + "; download it with Hugging Face's tools first, or name its folder");
    }

    /** As huggingface_hub finds it. */
    private static Path cache(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("HF_HUB_CACHE"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HF_HOME")).map(home -> Path.of(home, "hub")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "huggingface", "hub"));
    }
}
