package io.vasari.testkit;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Here and not in artifacts, because the contract depends on the port. */
class FileStoreContractTest extends ArtifactStoreContract {
    @TempDir
    Path dir;

    private FileStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(dir);
    }

    @Override
    protected ArtifactStore store() {
        return store;
    }
}
