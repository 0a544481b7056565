/** Workers for pages opened from a folder, where browsers refuse them: the theme's search needs one. */
import "iframe-worker/shim";
