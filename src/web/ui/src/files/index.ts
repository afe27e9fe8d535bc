export { FileList } from "./FileList.tsx";
export { FileTray, isRefused } from "./FileTray.tsx";
export { type FilesTranslate, loadFilesWords, sizeText } from "./words.ts";
