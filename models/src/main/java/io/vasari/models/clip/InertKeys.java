package io.vasari.models.clip;

import io.vasari.models.config.ConfigJson;

/** Keys that transformers writes into every config and that change nothing about the towers' results. */
final class InertKeys {

    private static final String[] KEYS = {
        // About the file.
        "architectures",
        "model_type",
        "name_or_path",
        "torch_dtype",
        "dtype",
        "transformers_version",
        // About training.
        "attention_dropout",
        "dropout",
        "initializer_factor",
        "initializer_range",
        "logit_scale_init_value",
        "gradient_checkpointing",
        // About outputs and generation, of any model.
        "add_cross_attention",
        "bad_words_ids",
        "begin_suppress_tokens",
        "chunk_size_feed_forward",
        "cross_attention_hidden_size",
        "decoder_start_token_id",
        "diversity_penalty",
        "do_sample",
        "early_stopping",
        "encoder_no_repeat_ngram_size",
        "exponential_decay_length_penalty",
        "finetuning_task",
        "forced_bos_token_id",
        "forced_eos_token_id",
        "id2label",
        "is_decoder",
        "is_encoder_decoder",
        "label2id",
        "length_penalty",
        "max_length",
        "min_length",
        "no_repeat_ngram_size",
        "num_beam_groups",
        "num_beams",
        "num_return_sequences",
        "output_attentions",
        "output_hidden_states",
        "output_scores",
        "prefix",
        "problem_type",
        "pruned_heads",
        "remove_invalid_values",
        "repetition_penalty",
        "return_dict",
        "return_dict_in_generate",
        "sep_token_id",
        "suppress_tokens",
        "task_specific_params",
        "temperature",
        "tf_legacy_loss",
        "tie_encoder_decoder",
        "tie_word_embeddings",
        "tokenizer_class",
        "top_k",
        "top_p",
        "torchscript",
        "typical_p",
        "use_bfloat16"
    };

    private InertKeys() {}

    static void ignore(ConfigJson json) {
        json.ignore(KEYS);
    }
}
