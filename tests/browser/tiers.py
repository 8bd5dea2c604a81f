"""What of the browser's tests `make test` runs: a look at each thing that changes usually break.

The others are marked `long`, and run in `make test-all`. "" stands for all tests of a file.
"""

EVERY_RUN: dict[str, tuple[str, ...]] = {
    "test_addresses.py": ("test_the_page_reads_addresses_as_python_does",),
    "test_assignment_code.py": ("",),
    "test_axe.py": ("test_axe_in_every_phase",),
    "test_cell.py": ("test_it_runs_once_an_answer_is_committed", "test_an_endless_loop_is_stopped",
                     "test_an_error_is_shown_with_its_line"),
    "test_class.py": ("test_two_votes_and_nothing_before_the_second",
                      "test_feedback_at_the_end_opens_when_all_is_committed"),
    "test_causes.py": ("test_a_host_forbids_our_scripts",),
    "test_embed.py": ("test_a_whole_trial",
                      "test_below_the_fold_nothing_begins_before_it_is_seen"),
    "test_film.py": ("test_the_scrubber_goes_over_every_frame_by_the_keys",
                     "test_the_picture_is_in_view_while_it_trains"),
    "test_first_paint.py": ("test_no_figure_is_ever_without_its_name",),
    "test_frames.py": ("test_a_frame_without_scripts_can_be_read",),
    "test_hiding.py": ("",),
    "test_kept.py": ("",),
    "test_lab_parity.py": ("test_errors_of_network_and_pca_are_those_of_here",),
    "test_labs.py": ("test_a_trial_by_mouse",),
    "test_lesson.py": ("test_every_witness_holds_in_the_browser",
                       "test_the_storyboard_by_keyboard",
                       "test_an_inquiry_is_committed_before_it_is_told"),
    "test_offline.py": ("test_a_whole_trial_without_network_reload_included",),
    "test_own_patterns.py": ("test_patterns_are_drawn_and_everything_answers_for_them",),
    "test_own_table.py": ("test_a_file_is_predicted_and_then_computed",),
    "test_pad.py": ("test_a_digit_drawn_with_the_keys",),
    "test_painting.py": ("test_a_picture_is_painted_and_scored_pixel_by_pixel",),
    "test_path.py": ("test_the_first_steps_follow_each_other_within_the_page",),
    "test_reload.py": ("test_a_commitment_from_before_python_is_the_one_revealed",),
    "test_report.py": ("test_a_class_is_shown_case_by_case",),
    "test_room.py": ("test_the_whole_path_by_mouse",),
    "test_scorm.py": ("test_the_manifest_says_what_the_package_holds",
                      "test_what_was_not_taken_is_said_and_sent_again"),
    "test_snapshot.py": ("test_python_is_resumed_without_any_archive_and_a_trial_runs",),
    "test_splice.py": ("",),
    "test_stage.py": ("",),
    "test_teach.py": ("test_by_keyboard_alone", "test_a_scorm_package_leads_to_the_assignment"),
    "test_trial.py": ("",),
}  # fmt: skip


def is_long(file: str, test: str) -> bool:
    """Whether `make test` goes without this test (a function's name) of a file of this folder."""
    names = EVERY_RUN.get(file, ())
    return "" not in names and test not in names
