// Passkeys: what the server asks (JSON with binary parts as base64url) goes to the browser, its answer into a form.
const known = typeof window.PublicKeyCredential === "function" && Boolean(navigator.credentials);

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

function readOptions({ publicKey }) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  if (publicKey.allowCredentials) options.allowCredentials = withBytes(publicKey.allowCredentials);
  if (publicKey.excludeCredentials) options.excludeCredentials = withBytes(publicKey.excludeCredentials);
  return options;
}

function writeCredential(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

function askForItself(options, passwordless) {
  options.authenticatorSelection = {
    ...options.authenticatorSelection,
    residentKey: passwordless ? "required" : "discouraged",
    requireResidentKey: passwordless,
    ...(passwordless ? { userVerification: "required" } : {}),
  };
}

async function use(form) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    const publicKey = readOptions(await optionsOf(form));
    const passwordless = form.elements.passwordless;
    if (form.dataset.passkey === "create") askForItself(publicKey, Boolean(passwordless?.checked));
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = writeCredential(credential);
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

async function optionsOf(form) {
  if (form.dataset.options) {
    const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
    return given.request_options ?? given.creation_options;
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

function prepare(form) {
  if (!known) return;
  form.hidden = false;
  form.querySelector("[data-passkey-needs]")?.remove();
  form.querySelector("[data-passkey-go]").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const shared = document.querySelector("input[type=checkbox][name=shared]");
    if (form.elements.shared && shared) form.elements.shared.value = shared.checked ? "on" : "";
    use(form);
  });
}

document.querySelectorAll("form[data-passkey]").forEach(prepare);
