package io.vasari.cli.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.cli.UserError;
import io.vasari.models.ModelFolder;
import io.vasari.models.diffusers.ModelIndex;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * The folder that a farm takes its models from. What is put there appears whole or not at all: files first, the card that
 * names them last.
 */
public final class ModelShelf {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final Path root;

    /** @throws UserError when it is not a folder */
    public ModelShelf(Path root) {
        if (!Files.isDirectory(root)) {
            throw new UserError("--models: " + root.toAbsolutePath() + " is not a folder");
        }
        this.root = root;
    }

    /** @throws UserError when the text is no path but the name of a model that is there already */
    public void requireNew(String name) {
        if (NAME.matcher(name).matches() && !Files.isDirectory(Path.of(name)) && Files.exists(card(name))) {
            throw new UserError("there is a model " + name + " already, at " + root.resolve(name)
                    + "; to add a revision of it, name the revision's folder, with --id " + name + " and --revision");
        }
    }

    /** @throws UserError when the folder is a whole package, with a card of its own */
    public void refusePackage(Path folder) {
        if (Files.exists(folder.resolve(ModelFolder.CARD)) && !Files.exists(folder.resolve(ModelIndex.FILE))) {
            throw new UserError(folder + " is a package with a card, " + ModelFolder.CARD
                    + ", which a farm takes as it is: copy it to "
                    + root.toAbsolutePath().normalize());
        }
    }

    /** @throws UserError when the name or revision cannot be, or is taken */
    public void requireFree(String id, String revision) {
        requireName("--id", id);
        requireName("--revision", revision);
        Path model = root.resolve(id);
        if (Files.exists(card(id)) && ModelFolder.open(model).revisions().contains(revision)) {
            throw new UserError(
                    "the model " + id + " has a revision " + revision + " already; choose another --revision");
        }
        if (Files.exists(model.resolve(revision))) {
            throw new UserError(model.resolve(revision) + " exists already; choose another --revision");
        }
    }

    /**
     * Puts a checked folder there, under a name and revision that are {@linkplain #requireFree free}.
     *
     * @param link whether to link to it instead of copying it
     * @return where it is now
     * @throws UserError when it does not go with the model that has that name
     */
    public Path add(CandidateFolder candidate, String id, String revision, boolean link) throws IOException {
        Path model = root.resolve(id);
        Path card = card(id);
        ObjectNode content =
                Files.exists(card) ? extended(card, candidate, id, revision) : candidate.card(id, revision);
        Path target = model.resolve(revision);
        Files.createDirectories(model);
        Path partial = Files.createTempDirectory(model, ".adding-");
        try {
            Path whole = partial.resolve(revision);
            if (link) {
                Files.createSymbolicLink(
                        whole, candidate.root().toAbsolutePath().normalize());
            } else {
                candidate.copyTo(whole);
            }
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
            Path written = partial.resolve(ModelFolder.CARD);
            JSON.writerWithDefaultPrettyPrinter().writeValue(written.toFile(), content);
            Files.move(written, card, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            delete(partial);
        }
        return target;
    }

    private Path card(String id) {
        return root.resolve(id).resolve(ModelFolder.CARD);
    }

    private static ObjectNode extended(Path card, CandidateFolder model, String id, String revision)
            throws IOException {
        ModelFolder existing = ModelFolder.open(card.getParent());
        if (!existing.family().equals(model.family())) {
            throw new UserError(
                    "there is a model " + id + " of the family " + existing.family() + " already; choose another --id");
        }
        if (!existing.classes().equals(model.classes())) {
            throw new UserError("there is a model " + id + " already, which has other classes; choose another --id");
        }
        ObjectNode content = (ObjectNode) JSON.readTree(card.toFile());
        ((ArrayNode) content.get("revisions")).add(revision);
        return content;
    }

    private static void requireName(String option, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UserError(option + " is '" + name
                    + "', it must be letters, digits, hyphens, underscores and dots, the first no dot");
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
