/** After a form was sent, once the page shows what came of it: the focus goes to the first field that is wrong, and is never lost. */
export function focusAfterSending(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    const fields = [...form.elements].filter((element) => element instanceof HTMLElement);
    const wrong = fields.find((element) => element.getAttribute('aria-invalid') === 'true');
    if (wrong !== undefined) wrong.focus();
    // A button that was disabled meanwhile has lost it.
    else if (document.activeElement === document.body)
      fields.find((element) => element.getAttribute('type') === 'submit')?.focus();
  });
}
