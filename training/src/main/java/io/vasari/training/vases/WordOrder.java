package io.vasari.training.vases;

import java.util.List;

/** The six orders in which a caption can name ornament, colour and vase. */
public enum WordOrder {
    ORNAMENT_COLOUR_NOUN(Slot.ORNAMENT, Slot.COLOUR, Slot.NOUN),
    ORNAMENT_NOUN_COLOUR(Slot.ORNAMENT, Slot.NOUN, Slot.COLOUR),
    COLOUR_ORNAMENT_NOUN(Slot.COLOUR, Slot.ORNAMENT, Slot.NOUN),
    COLOUR_NOUN_ORNAMENT(Slot.COLOUR, Slot.NOUN, Slot.ORNAMENT),
    NOUN_ORNAMENT_COLOUR(Slot.NOUN, Slot.ORNAMENT, Slot.COLOUR),
    NOUN_COLOUR_ORNAMENT(Slot.NOUN, Slot.COLOUR, Slot.ORNAMENT);

    private final List<Slot> slots;

    WordOrder(Slot... slots) {
        this.slots = List.of(slots);
    }

    List<Slot> slots() {
        return slots;
    }

    Slot first() {
        return slots.get(0);
    }

    /** Whether the words after the first stand as in "ornate green vase". */
    boolean restInOrder() {
        return slots.get(1).compareTo(slots.get(2)) < 0;
    }

    /** What a word of a caption is about, in the order of "ornate green vase". */
    enum Slot {
        ORNAMENT,
        COLOUR,
        NOUN
    }
}
