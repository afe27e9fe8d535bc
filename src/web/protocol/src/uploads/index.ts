export { FileLinks } from "./fileLinks.ts";
export { canRecord, record, type Recording } from "./recorder.ts";
export { type UploadItem, type UploadPhase, Uploads, type UploadsOptions } from "./uploads.ts";
export { indexedDbStore, type KeptUpload, type UploadStore } from "./uploadStore.ts";
