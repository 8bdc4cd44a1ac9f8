package io.vasari.worker.plugin;

import io.vasari.models.ModelFamily;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A zoo whose two models, one of single passes and one of steps, are of families that come in a jar. */
public final class StripesZoo {
    private static final String CARD =
            """
            {"id": "stripes", "family": "stripes", "title": "Stripes", "description": "For tests", "license": "Apache-2.0",
             "task": "unconditional-image-generation", "revisions": ["broken", "crash", "moody", "slow", "1"]}
            """;

    private static final List<String> CLASSES = List.of(
            "StripesFamily.class",
            "StripesFamily$Stripes.class",
            "DotsFamily.class",
            "DotsFamily$Dots.class",
            "DotsFamily$Dot.class");

    private static final String DOTS =
            """
            {"id": "dots", "family": "dots", "title": "Dots", "description": "For tests", "license": "Apache-2.0",
             "task": "text-to-image-generation", "image": {"width": 8, "height": 8, "channels": 3},
             "parameters": {"steps": {"type": "integer", "min": 1, "max": 100, "default": 4}},
             "revisions": ["torn", "jinxed", "moody", "slow", "2", "1"]}
            """;

    public static Path zoo(Path dir) throws IOException {
        Path model = Files.createDirectories(dir.resolve("zoo/stripes"));
        Files.writeString(model.resolve("model.json"), CARD);
        Path dots = Files.createDirectories(dir.resolve("zoo/dots"));
        Files.writeString(dots.resolve("model.json"), DOTS);
        return dir.resolve("zoo");
    }

    public static Path plugins(Path dir) throws IOException {
        Path folder = Files.createDirectories(dir.resolve("plugins"));
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("stripes.jar")))) {
            for (String name : CLASSES) {
                jar.putNextEntry(new JarEntry("io/vasari/worker/plugin/" + name));
                try (InputStream in = StripesFamily.class.getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + ModelFamily.class.getName()));
            jar.write((StripesFamily.class.getName() + "\n" + DotsFamily.class.getName()).getBytes());
        }
        return folder;
    }

    private StripesZoo() {}
}
