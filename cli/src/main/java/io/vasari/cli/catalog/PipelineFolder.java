package io.vasari.cli.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.models.diffusers.Component;
import io.vasari.models.diffusers.DiffusersCard;
import io.vasari.models.diffusers.DiffusersFamily;
import io.vasari.models.diffusers.DiffusersFolder;
import io.vasari.models.diffusers.DiffusionModel;
import io.vasari.models.diffusers.ModelIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A pipeline in the layout of diffusers. */
record PipelineFolder(DiffusersFolder folder) implements CandidateFolder {

    /** What is of no use here and may be large: pickles and other frameworks' weights. */
    private static final Pattern USELESS = Pattern.compile(".*\\.(bin|ckpt|pt|pth|msgpack|h5|onnx|pb)");

    static PipelineFolder open(Path folder) {
        return new PipelineFolder(DiffusersFolder.open(folder));
    }

    static boolean isUseful(Path file) {
        return !USELESS.matcher(file.getFileName().toString()).matches();
    }

    @Override
    public Path root() {
        return folder.root();
    }

    @Override
    public String family() {
        return DiffusersFamily.NAME;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public List<String> check() {
        List<String> lines = new ArrayList<>();
        long parameters = 0;
        lines.add("%-14s %-34s %s".formatted("COMPONENT", "CLASS", "PARAMETERS"));
        for (Component component : folder.check()) {
            lines.add("%-14s %-34s %s"
                    .formatted(
                            component.name(),
                            component.className(),
                            component.parameters() == 0 ? "-" : "%,d".formatted(component.parameters())));
            parameters += component.parameters();
        }
        lines.add("%,d parameters".formatted(parameters));
        // Only with all weights in memory is it known that components fit each other, and that values are numbers.
        DiffusionModel.load(folder).close();
        return lines;
    }

    @Override
    public ObjectNode card(String id, String revision) {
        return new ObjectMapper().valueToTree(DiffusersCard.of(folder, id, List.of(revision)));
    }

    @Override
    public void copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        Files.copy(root().resolve(ModelIndex.FILE), target.resolve(ModelIndex.FILE));
        for (String component : folder.index().classes().keySet()) {
            Path to = Files.createDirectories(target.resolve(component));
            try (Stream<Path> files = Files.list(root().resolve(component))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (isUseful(file)) {
                        Files.copy(file, to.resolve(file.getFileName()));
                    }
                }
            }
        }
    }
}
