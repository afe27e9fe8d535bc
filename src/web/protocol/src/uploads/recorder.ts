/** A voice note while it is spoken. */
export interface Recording {
  /** Ends it; the file, or undefined when nothing was recorded. */
  stop(): Promise<File | undefined>;
  /** Ends it and forgets it. */
  cancel(): void;
}

const types = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** Whether this browser and this page may record at all; whether the person lets it is asked on start. */
export function canRecord(): boolean {
  return (
    typeof MediaRecorder !== "undefined" &&
    typeof navigator.mediaDevices?.getUserMedia === "function" &&
    types.some((type) => MediaRecorder.isTypeSupported(type))
  );
}

/** Begins to record. @throws when the person or the page that embeds this one does not allow it */
export async function record(name: string): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType });
  const parts: Blob[] = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start(1_000);
  const ended = new Promise<void>((resolve) => (recorder.onstop = () => resolve()));
  const end = () => {
    if (recorder.state !== "inactive") recorder.stop();
    stream.getTracks().forEach((track) => track.stop());
    return ended;
  };
  return {
    stop: async () => {
      await end();
      const type = (recorder.mimeType || mimeType || "audio/webm").split(";")[0] ?? "audio/webm";
      const file = new File(parts, name + ending(type), { type });
      return file.size > 0 ? file : undefined;
    },
    cancel: () => void end(),
  };
}

function ending(type: string): string {
  return type === "audio/mp4" ? ".m4a" : type === "audio/ogg" ? ".ogg" : ".weba";
}
