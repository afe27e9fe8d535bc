import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import type { StaffUser } from "@servicedesk/protocol";
import { type FormEvent, useState } from "react";
import { AppearanceMenu } from "../shell/AppearanceMenu.tsx";
import { useLanguage } from "../shell/language.tsx";
import { Mark } from "../shell/Mark.tsx";
import type { Sounds } from "../sound/sounds.ts";
import { SoundTest } from "../sound/SoundTest.tsx";
import classes from "./SignIn.module.css";
import { staffApi } from "./staffApi.ts";

interface SignInProps {
  readonly sounds: Sounds;
  /** Why the person is here again, for example signed_out. */
  readonly reason: string | undefined;
  readonly onSignedIn: (user: StaffUser) => void;
}

export function SignIn({ sounds, reason, onSignedIn }: SignInProps) {
  const { t } = useLanguage();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setCode(undefined);
    void sounds.enable();
    const reply = await staffApi.signIn({ email: email.trim(), password });
    setBusy(false);
    if (reply.ok) onSignedIn(reply.value);
    else setCode(reply.code);
  };

  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        <AppearanceMenu />
      </header>
      <main className={classes.card}>
        <Mark size={40} />
        <h1 className={classes.title}>{t("desk.signIn.title")}</h1>
        {reason && !code && (
          <Alert color="blue" variant="light" role="status" className={classes.note}>
            {t("desk.signIn.reason", { context: reason })}
          </Alert>
        )}
        <form onSubmit={(event) => void submit(event)} className={classes.form} noValidate>
          <TextInput
            label={t("desk.signIn.email")}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("desk.signIn.password")}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ "aria-label": t("desk.signIn.showPassword") }}
          />
          <div role="alert" className={classes.error}>
            {code && t("desk.signIn.refused", { context: code })}
            {code && <small> ({code})</small>}
          </div>
          <Button
            type="submit"
            fullWidth
            loading={busy}
            disabled={email.trim() === "" || password === ""}
          >
            {t("desk.signIn.submit")}
          </Button>
        </form>
        <SoundTest sounds={sounds} />
      </main>
    </div>
  );
}
