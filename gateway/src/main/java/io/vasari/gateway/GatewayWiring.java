package io.vasari.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.DefaultBean;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelCatalog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the whole gateway shares: the clock, the model cards, the artifact store, and how answers become JSON. */
final class GatewayWiring {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    ModelCatalog catalog(ModelsConfig config) {
        return ModelCatalog.watch(config.dir(), System::nanoTime);
    }

    @Produces
    @Singleton
    @DefaultBean
    ArtifactStore store(StoreConfig config) {
        return FileStore.open(config.dir());
    }

    /** As on the wire, but with absent values as null, so that a client sees every field there is. */
    @Produces
    @Singleton
    ObjectMapperCustomizer answers() {
        return (ObjectMapper mapper) -> Json.configure(mapper).setSerializationInclusion(JsonInclude.Include.ALWAYS);
    }
}
