package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;

/** Builds the sampler that a configuration describes. */
public final class DiffusersSamplers {

    private DiffusersSamplers() {}

    /** @throws io.vasari.models.ModelLoadException naming the key whose value is not supported */
    public static Sampler of(SamplerConfig config) {
        return switch (config.scheduler()) {
            case DDIM -> new DdimSampler(config);
            case DDPM -> new DdpmSampler(config);
            case PNDM -> new PndmSampler(config);
            case EULER -> new EulerSampler(config);
            case EULER_ANCESTRAL -> new EulerAncestralSampler(config);
            case DPM_SOLVER -> new DpmSolverSampler(config);
            case LCM -> new LcmSampler(config);
            case HEUN -> new HeunSampler(config);
            case UNIPC -> new UniPcSampler(config);
            case FLOW_MATCH_EULER -> new FlowMatchEulerSampler(config);
        };
    }
}
