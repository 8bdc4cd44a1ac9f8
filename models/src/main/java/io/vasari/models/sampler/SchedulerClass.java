package io.vasari.models.sampler;

import io.vasari.models.ModelLoadException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The schedulers of diffusers that there are here. */
public enum SchedulerClass {
    DDIM("DDIMScheduler"),
    DDPM("DDPMScheduler"),
    PNDM("PNDMScheduler"),
    EULER("EulerDiscreteScheduler"),
    EULER_ANCESTRAL("EulerAncestralDiscreteScheduler"),
    DPM_SOLVER("DPMSolverMultistepScheduler"),
    LCM("LCMScheduler"),
    HEUN("HeunDiscreteScheduler"),
    UNIPC("UniPCMultistepScheduler"),
    FLOW_MATCH_EULER("FlowMatchEulerDiscreteScheduler");

    private final String className;

    SchedulerClass(String className) {
        this.className = className;
    }

    /** As in {@code _class_name}. */
    public String className() {
        return className;
    }

    /**
     * Finds one by its class name, with or without {@code Scheduler} at the end, or by its name here: {@code ddim}, {@code
     * euler-ancestral}. Case and punctuation do not count.
     *
     * @throws ModelLoadException with the names that there are
     */
    public static SchedulerClass named(String name) {
        for (SchedulerClass known : values()) {
            if (plain(name).equals(plain(known.className)) || plain(name).equals(plain(known.name()))) {
                return known;
            }
        }
        throw new ModelLoadException("no scheduler " + name + "; there are "
                + Arrays.stream(values()).map(SchedulerClass::className).collect(Collectors.joining(", ")));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]|scheduler$", "");
    }
}
