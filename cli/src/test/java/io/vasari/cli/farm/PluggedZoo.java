package io.vasari.cli.farm;

import io.vasari.models.ModelFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The models that ship and one of {@link CrashingFamily}, which comes as a plug-in jar. */
final class PluggedZoo {
    static final String CRASHING = "crashing";

    static Path models(Path zoo, Path folder) throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        try (var shipped = Files.list(zoo)) {
            for (Path model : shipped.filter(Files::isDirectory).toList()) {
                Files.createSymbolicLink(models.resolve(model.getFileName()), model.toAbsolutePath());
            }
        }
        Path crashing =
                Files.createDirectories(models.resolve(CRASHING).resolve("v1")).getParent();
        Files.writeString(
                crashing.resolve("model.json"),
                """
                {"id":"crashing","family":"crashing","title":"Crashes on one sample","description":"For tests.",
                 "license":"Apache-2.0","pool":"default","task":"unconditional-image-generation",
                 "image":{"width":8,"height":8,"channels":1},"revisions":["v1"],
                 "parameters":{"samples":{"type":"integer","min":1,"max":100000,"default":1},
                               "seed":{"type":"integer","min":0,"max":9007199254740991}}}
                """);
        Files.writeString(crashing.resolve("v1").resolve("config.json"), "{}");
        return models;
    }

    static Path plugins(Path folder) throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        try (var jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("crashing.jar")))) {
            for (String name : new String[] {"CrashingFamily", "CrashingFamily$Crashing"}) {
                String entry = "io/vasari/cli/farm/" + name + ".class";
                jar.putNextEntry(new JarEntry(entry));
                try (var code = PluggedZoo.class.getClassLoader().getResourceAsStream(entry)) {
                    code.transferTo(jar);
                }
                jar.closeEntry();
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + ModelFamily.class.getName()));
            jar.write(CrashingFamily.class.getName().getBytes());
            jar.closeEntry();
        }
        return plugins;
    }

    private PluggedZoo() {}
}
