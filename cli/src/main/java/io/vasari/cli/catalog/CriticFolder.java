package io.vasari.cli.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.models.Classification;
import io.vasari.models.Classifier;
import io.vasari.models.ConfigFile;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelLoadException;
import io.vasari.models.clip.embed.ClipClassifier;
import io.vasari.models.clip.embed.ClipEmbedder;
import io.vasari.models.clip.embed.ClipFamily;
import io.vasari.models.torchscript.TorchScriptClassifier;
import io.vasari.models.torchscript.TorchScriptFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What judges images: a classifier as TorchScript, or CLIP in the layout of transformers, which sorts images, too, where classes
 * are named. The names are the lines of {@code synset.txt}, as in DJL.
 */
final class CriticFolder implements CandidateFolder {

    private static final String CONFIG = "config.json";
    private static final String SYNSET = "synset.txt";

    private final Path root;
    private final String family;
    private final List<String> classes;
    private ImageShape shape = new ImageShape(1, 1, 1);

    private CriticFolder(Path root, String family, List<String> classes) {
        this.root = root;
        this.family = family;
        this.classes = classes;
    }

    /** @return empty where it is something else */
    static Optional<CriticFolder> find(Path folder) {
        if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            return Optional.empty();
        }
        String type = ConfigFile.read(folder.resolve(CONFIG)).path("model_type").asText();
        if (!type.equals(TorchScriptFamily.NAME) && !type.equals(ClipFamily.NAME)) {
            return Optional.empty();
        }
        Path synset = folder.resolve(SYNSET);
        if (!Files.exists(synset) && type.equals(TorchScriptFamily.NAME)) {
            throw new ModelLoadException("no " + SYNSET + " at " + synset
                    + ": the names of the classes, one a line, in the order of the network's outputs");
        }
        return Optional.of(new CriticFolder(folder, type, Files.exists(synset) ? names(synset) : List.of()));
    }

    private static List<String> names(Path synset) {
        List<String> names;
        try {
            names = Files.readAllLines(synset).stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new ModelLoadException(synset + " cannot be read: " + e.getMessage(), e);
        }
        LinkedHashSet<String> different = new LinkedHashSet<>();
        for (String name : names) {
            if (!different.add(name)) {
                throw new ModelLoadException(synset + " names the class '" + name + "' twice: all must differ");
            }
        }
        if (names.size() < 2) {
            throw new ModelLoadException(synset + " names " + names.size() + " classes, there must be 2 or more");
        }
        return names;
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public String family() {
        return family;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public List<String> check() {
        List<String> lines = new ArrayList<>();
        try (LoadedModel model = load()) {
            if (model instanceof Classifier classifier) {
                shape = classifier.shape();
                Classification black = classifier.classify(new byte[shape.bytes()], 1);
                lines.add(String.format(
                        Locale.ROOT,
                        "sorts images of %s into %,d classes; a black one is '%s' (%.2f)",
                        size(),
                        classes.size(),
                        classes.get(black.classes()[0]),
                        black.confidences()[0]));
            }
            if (model instanceof Embedder embedder) {
                shape = embedder.shape();
                int numbers = embedder.embed(new byte[shape.bytes()], 1)[0].length;
                lines.add(
                        String.format(Locale.ROOT, "turns images of %s into features of %,d numbers", size(), numbers));
            }
        }
        return lines;
    }

    private LoadedModel load() {
        String feature = String.valueOf(root.getFileName());
        if (family.equals(TorchScriptFamily.NAME)) {
            return TorchScriptClassifier.load(feature, root, classes);
        }
        return classes.isEmpty() ? ClipEmbedder.load(feature, root) : ClipClassifier.load(feature, root, classes);
    }

    private String size() {
        return shape.widthPixels() + "x" + shape.heightPixels() + "x" + shape.channels();
    }

    @Override
    public ObjectNode card(String id, String revision) {
        ObjectNode card = new ObjectMapper().createObjectNode();
        boolean embedsOnly = classes.isEmpty();
        card.put("id", id)
                .put("family", family)
                .put("title", id)
                .put("description", embedsOnly ? "Gives images their features." : "Sorts images into classes.")
                .put("license", "unknown")
                .put("task", embedsOnly ? "zero-shot-image-classification" : "image-classification");
        card.putObject("image")
                .put("width", shape.widthPixels())
                .put("height", shape.heightPixels())
                .put("channels", shape.channels());
        if (!embedsOnly) {
            var named = card.putArray("classes");
            classes.forEach(named::add);
        }
        card.putArray("revisions").add(revision);
        return card;
    }

    @Override
    public void copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (PipelineFolder.isUseful(file) || file.endsWith(TorchScriptClassifier.FILE)) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
    }
}
