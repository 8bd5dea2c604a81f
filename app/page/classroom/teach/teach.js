// Set an assignment.
document.documentElement.toggleAttribute("data-drawn", true); // from here on this script speaks
document.querySelector(".stuck:not([data-for-good])")?.remove();
