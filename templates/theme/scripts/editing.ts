/** The pages of `sop edit`: a list to find an item in, its form beside the page as it will look, and what was changed. */
import { mountFields } from "./editing-fields";
import { mountFind } from "./editing-find";
import { mountMoves } from "./editing-moves";
import { mountPicker } from "./editing-picker";
import { mountPreview } from "./editing-preview";
import { mountSend } from "./editing-send";

for (const mount of [mountFind, mountPicker, mountPreview, mountFields, mountMoves, mountSend]) mount();
